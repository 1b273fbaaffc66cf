"""The store of schemas: fetched once, kept with their checksums, used without a network ever after.

``addresses`` knows where the TEI and its projects publish schemas, ``network`` fetches, ``lock`` says what is kept, ``shelf``
keeps it, ``gathering`` adds to it. Only ``gathering`` asks the network, and only for a command that says so.
"""
