package chancery.streams.http;

import chancery.web.http.Request;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// A request that did not come over the network.
record InsideRequest(List<String> route, byte[] sent) implements Request {
    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String path() {
        return String.join("/", route);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.empty();
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(sent);
    }

    @Override
    public Optional<Long> contentLength() {
        return Optional.of((long) sent.length);
    }

    @Override
    public boolean hasBody() {
        return true;
    }

    @Override
    public InetAddress client() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public String id() {
        return "inside";
    }
}
