/// Identifiers: projects, spaces, containers, properties, streams, records. Parsed once, then
/// trusted.
@NullMarked
package chancery.streams.name;

import org.jspecify.annotations.NullMarked;
