/// The operations of the admin API on applications.
@NullMarked
package chancery.appview.http.admin.client;

import org.jspecify.annotations.NullMarked;
