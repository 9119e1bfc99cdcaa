"""Answers and mesures as a workbook: taken out, passed from hand to hand, brought back without losing a word.

colonnes   what the workbook holds, as data, for each kind (reponses, mesures)
cellules   how a value reads in a cell, and back
ecriture   from the workshop to an XLSX workbook
lecture    from a XLSX or ODS workbook to lines
plan       what a workbook would change, line by line (planification), then does (application)
"""
