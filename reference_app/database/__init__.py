"""Everything that speaks SQL: ``engine`` connects, ``schema`` prepares, ``items`` and ``users`` read and write."""
