"""Numbers as pictures: charts, answers of stored questions, observations of data cubes."""
