"""The two ends of lines that are no accident of typing: an item's and a paragraph's.

Both count as two line ends, so that whoever parts the text after its words have changed still ends a sentence there;
only the second one has the pause of a paragraph.
"""

ITEM_END = "\n\u2028"
PARAGRAPH_END = "\n\n"
