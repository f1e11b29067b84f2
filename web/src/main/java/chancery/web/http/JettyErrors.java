package chancery.web.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

import java.nio.ByteBuffer;

/// The envelope for errors found before a request reaches the router: malformed heads, above all.
final class JettyErrors extends ErrorHandler {
    private static final String JSON = "application/json; charset=utf-8";

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
        response.setStatus(status);
        response.write(true, body(status), callback);
        return true;
    }

    private static ByteBuffer body(int status) {
        return Errors.response(status).body()
                        instanceof chancery.web.http.Response.Body.Whole(var bytes)
                ? ByteBuffer.wrap(bytes)
                : ByteBuffer.allocate(0);
    }
}
