//! Links the compiled object into a mappable artifact.
