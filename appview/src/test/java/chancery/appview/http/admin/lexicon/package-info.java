/// Tests of the package of this name.
@NullMarked
package chancery.appview.http.admin.lexicon;

import org.jspecify.annotations.NullMarked;
