/// Who administers the AppView: the check of credentials, users, keys and permissions over HTTP.
@NullMarked
package chancery.appview.http.admin.user;

import org.jspecify.annotations.NullMarked;
