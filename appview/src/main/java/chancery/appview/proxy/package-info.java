/// Methods that nobody here knows, passed on to the authority of their name: which ones may be,
/// where it is, and the call. Leaves who may ask to the edge.
@NullMarked
package chancery.appview.proxy;

import org.jspecify.annotations.NullMarked;
