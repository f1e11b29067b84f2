package chancery.web.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A request made by hand, for routes without a port. Each `with` changes this object.
public final class FakeRequest implements Request {
    private final String method;
    private final String path;
    private final List<Parameter> parameters = new ArrayList<>();
    private final Map<String, String> headers = new TreeMap<>();
    private byte[] body = new byte[0];

    private FakeRequest(String method, String path) {
        this.method = method;
        this.path = path;
    }

    public static FakeRequest of(String method, String path) {
        return new FakeRequest(method, path);
    }

    public FakeRequest with(String header, String value) {
        headers.put(header.toLowerCase(Locale.ROOT), value);
        return this;
    }

    public FakeRequest withParameter(String name, String value) {
        parameters.add(new Parameter(name, value));
        return this;
    }

    public FakeRequest withBody(String contentType, String text) {
        body = text.getBytes(StandardCharsets.UTF_8);
        return contentType.isEmpty() ? this : with("content-type", contentType);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(body);
    }

    @Override
    public Optional<Long> contentLength() {
        return Optional.of((long) body.length);
    }

    @Override
    public boolean hasBody() {
        return body.length > 0;
    }

    @Override
    public InetAddress client() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public String id() {
        return "fake";
    }
}
