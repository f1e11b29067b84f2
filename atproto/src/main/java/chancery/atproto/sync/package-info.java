/// Events of a repository host, their frames both ways, the form in which a log keeps them, and the
/// port [EventSource] from which they are read. Pure apart from that port: no network, no storage.
/// What the blocks of an event hold is the business of `repo`.
@NullMarked
package chancery.atproto.sync;

import org.jspecify.annotations.NullMarked;
