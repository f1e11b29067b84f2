/// Tests of the package of this name.
@NullMarked
package chancery.appview.http.admin.site;

import org.jspecify.annotations.NullMarked;
