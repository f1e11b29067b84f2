/// HTTP as the rest of the server sees it: request, response, router, and the one mapping of
/// refusals to status codes. The HTTP server library is seen here alone.
@NullMarked
package chancery.web.http;

import org.jspecify.annotations.NullMarked;
