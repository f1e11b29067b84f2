@NullMarked
package chancery.appview.xrpc;

import org.jspecify.annotations.NullMarked;
