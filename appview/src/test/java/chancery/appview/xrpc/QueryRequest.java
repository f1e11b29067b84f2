package chancery.appview.xrpc;

import chancery.web.http.FakeRequest;
import chancery.web.http.Request;

import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// A GET with a query as it is sent.
record QueryRequest(String rawQuery) implements Request {
    private static final Request REST = FakeRequest.of("GET", "/xrpc/com.example.list");

    @Override
    public String method() {
        return REST.method();
    }

    @Override
    public String path() {
        return REST.path();
    }

    @Override
    public List<Parameter> parameters() {
        return REST.parameters();
    }

    @Override
    public Optional<String> header(String name) {
        return REST.header(name);
    }

    @Override
    public InputStream body() {
        return REST.body();
    }

    @Override
    public Optional<Long> contentLength() {
        return REST.contentLength();
    }

    @Override
    public boolean hasBody() {
        return false;
    }

    @Override
    public InetAddress client() {
        return REST.client();
    }

    @Override
    public String id() {
        return REST.id();
    }
}
