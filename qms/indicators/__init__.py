"""The indicators by which an agency assesses itself (ISO 18091, annex A).

The catalogue is data of the program. Higher capabilities say what serves or concerns an indicator,
and show it on its page (``panels``).
"""
