"""A kind of call that Spektrix does not let through: asked again, parked, begun again once it is mended."""
