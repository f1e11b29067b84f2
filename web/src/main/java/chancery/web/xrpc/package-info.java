/// XRPC over HTTP and websocket: the chain of methods, input and output checked by their lexicons.
@NullMarked
package chancery.web.xrpc;

import org.jspecify.annotations.NullMarked;
