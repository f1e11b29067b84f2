/// Keys and sessions that applications deposit, over HTTP: `/oauth/dpop-keys` and
/// `/oauth/sessions`.
@NullMarked
package chancery.appview.http.oauth;

import org.jspecify.annotations.NullMarked;
