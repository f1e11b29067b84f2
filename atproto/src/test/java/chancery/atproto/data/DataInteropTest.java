package chancery.atproto.data;

import chancery.atproto.Interop;
import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/// The data model and its encodings against the protocol's shared vectors.
class DataInteropTest {
    @Test
    void encodesTheFixturesToTheirBytesAndIdentifiers() {
        Interop.checkAll(
                "data-model/data-model-fixtures.json",
                Interop.objects("data-model/data-model-fixtures.json"),
                DataInteropTest::encodes);
    }

    @Test
    void readsTheValidValues() {
        Interop.checkAll(
                "data-model/data-model-valid.json",
                Interop.objects("data-model/data-model-valid.json"),
                DataInteropTest::accepted);
    }

    @Test
    void refusesTheInvalidValues() {
        Interop.checkAll(
                "data-model/data-model-invalid.json",
                Interop.objects("data-model/data-model-invalid.json"),
                fixture -> !accepted(fixture));
    }

    private static boolean encodes(Map<String, Object> fixture) {
        Value value = DagJson.parseMap(Interop.bytes(fixture.get("json")));
        byte[] cbor = Base64.getDecoder().decode((String) fixture.get("cbor_base64"));
        return Arrays.equals(DagCbor.encode(value), cbor)
                && DagCbor.cid(value).toString().equals(fixture.get("cid"))
                && DagCbor.decode(cbor).equals(value)
                && DagJson.parse(DagJson.write(value)).equals(value);
    }

    private static boolean accepted(Map<String, Object> fixture) {
        try {
            DagJson.parseMap(Interop.bytes(fixture.get("json")));
            return true;
        } catch (SyntaxException _) {
            return false;
        }
    }
}
