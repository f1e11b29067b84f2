/// Tests of the package of this name.
@NullMarked
package chancery.appview.http.admin.user;

import org.jspecify.annotations.NullMarked;
