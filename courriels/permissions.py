"""Who sees what leaves by e-mail."""


def peut_suivre_les_courriels(agent) -> bool:
    """Administrators of the portal: addresses and failures, not what the messages say."""
    return agent.est_administrateur
