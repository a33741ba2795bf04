"""The worker over real sockets: telephones of loopback call, press, hear and speak."""
