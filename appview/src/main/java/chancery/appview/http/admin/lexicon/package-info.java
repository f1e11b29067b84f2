/// Lexicons and scripts over HTTP, uploaded or from the network.
@NullMarked
package chancery.appview.http.admin.lexicon;

import org.jspecify.annotations.NullMarked;
