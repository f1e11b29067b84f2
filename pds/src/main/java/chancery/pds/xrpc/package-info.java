/// What the methods of this door share: who may call, and how answers are put into words.
@NullMarked
package chancery.pds.xrpc;

import org.jspecify.annotations.NullMarked;
