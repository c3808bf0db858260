"""The story of one mail, for a person who looks at it: gathered in one transaction, then told in plain values.

`gathered.py` asks the database; every other module is pure. No word of ours stands in these values: pages say what
they mean in their own language.
"""
