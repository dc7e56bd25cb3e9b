"""Why a file is not Turtle: the parser's complaints, put in the words of the mistakes that people make."""
