/// Will own typed record streams: spaces, containers, ingest, queries and sync.
@NullMarked
package chancery.streams;

import org.jspecify.annotations.NullMarked;
