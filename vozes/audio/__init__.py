"""Sound on its way in and out. Nothing here knows of engines, requests or HTTP.

Speech goes out through the encoder of a format (`formats`) and a `spool`. A recording comes in through `intake`.
"""
