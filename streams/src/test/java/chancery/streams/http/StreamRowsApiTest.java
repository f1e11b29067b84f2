package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.streams.json.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;

@DisplayName("records.md 1: streams, row by row")
final class StreamRowsApiTest {
    private static Api api;

    @BeforeAll
    static void open() {
        api = new Api();
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static Api.Answer stream(String id, String template) {
        return api.post(
                "streams",
                "{'items':[{'externalId':'"
                        + id
                        + "','settings':{'template':{'name':'"
                        + template
                        + "'}}}]}");
    }

    @Test
    @DisplayName("1.1: identifiers of streams of up to 100 characters")
    void bindsStreamIds() {
        stream("a" + "b".repeat(99), "BasicArchive").is(201);
        stream("a", "BasicArchive").is(201);
        stream("a-_9", "BasicArchive").is(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "9a",
                "a-",
                "a_",
                "aB",
                "a.b",
                "_a",
                "records",
                "logs",
                "cdf_a",
                "cognite_a"
            })
    @DisplayName("1.1: other identifiers of streams answer 400, and none is made")
    void refusesStreamIds(String id) {
        stream(id, "BasicArchive").fails(400);
        stream("a" + "b".repeat(100), "BasicArchive").fails(400);

        assertThat(api.get("streams").text()).doesNotContain("\"" + id + "\"");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/records/templates.txt", delimiter = '|', quoteCharacter = '`')
    @DisplayName("1.3, 1.5: what a stream of each template is")
    void hasTemplates(String template, String type, String settings) {
        String id = template.toLowerCase(Locale.ROOT);
        stream(id, template).is(201);

        Json expected =
                Json.Members.builder()
                        .put("externalId", id)
                        .put("createdTime", api.millis())
                        .put("createdFromTemplate", template)
                        .put("type", type)
                        .put("settings", Api.json(settings))
                        .build();
        assertThat(api.get("streams/" + id).is(200).json()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'items':[]}",
                "{'items':[{}]}",
                "{'items':[{'externalId':'a'},{'externalId':'b'}]}",
                "{'items':[{'externalId':'Not One'}]}"
            })
    @DisplayName("1.4: a deletion names exactly one stream")
    void refusesDeletions(String body) {
        api.post("streams/delete", body).fails(400);
    }
}
