"""What stands in front of every page, route and websocket: who may come in at all."""
