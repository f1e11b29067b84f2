/// What a project has declared: its spaces, containers and streams, kept together and changed one
/// after the other.
@NullMarked
package chancery.streams.project;

import org.jspecify.annotations.NullMarked;
