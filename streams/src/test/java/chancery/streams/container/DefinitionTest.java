package chancery.streams.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.streams.Written;
import chancery.streams.fault.Fault;
import chancery.streams.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Definitions of containers, section 2.2 of the reference: what is accepted and how it may change.
final class DefinitionTest {
    private static final String HEAD = "'space':'plant','externalId':'Alarm'";

    private static Definition of(String members) {
        return Definition.of(Written.fields("{" + HEAD + "," + members + "}"));
    }

    private static Definition property(String property) {
        return of("'usedFor':'record','properties':{'p':{" + property + "}}");
    }

    @Test
    void answersAsClientsExpect() {
        Definition definition =
                of(
                        "'usedFor':'record','constraints':{},'indexes':{},'properties':{'name':"
                                + "{'type':{'type':'text','list':false,'collation':'ucs_basic'},"
                                + "'nullable':true,'immutable':false,'autoIncrement':false}}");

        Json answered = new Container(definition, 1, 1).json();

        assertThat(answered)
                .isEqualTo(
                        Written.json(
                                "{'space':'plant','externalId':'Alarm','usedFor':'record',"
                                        + "'isGlobal':false,'createdTime':1,'lastUpdatedTime':1,"
                                        + "'properties':{'name':{'constraintState':{},'type':"
                                        + "{'type':'text','list':false,'collation':'ucs_basic'},"
                                        + "'immutable':false,'nullable':true,"
                                        + "'autoIncrement':false}},"
                                        + "'constraints':{},'indexes':{}}"));
    }

    @Test
    void isReadBackFromItsAnswer() {
        Definition definition =
                of(
                        "'usedFor':'record','name':'n','description':'d','properties':{"
                                + "'a':{'type':{'type':'enum','values':{'x':{'name':'X'}}},"
                                + "'nullable':false,'defaultValue':'x'},"
                                + "'b':{'type':{'type':'direct','list':true,'maxListSize':5,"
                                + "'container':{'space':'plant','externalId':'Other'}}}}");
        Container container = new Container(definition, 5, 7);

        assertThat(Container.of(container.json())).isEqualTo(container);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'usedFor':'record'",
                "'usedFor':'record','properties':{}",
                "'usedFor':'record','properties':[]",
                "'properties':{'p':{'type':{'type':'text'}}}",
                "'usedFor':'node','properties':{'p':{'type':{'type':'text'}}}",
                "'usedFor':'all','properties':{'p':{'type':{'type':'text'}}}",
                "'usedFor':'other','properties':{'p':{'type':{'type':'text'}}}",
                "'usedFor':'record','properties':{'p':{}}",
                "'usedFor':'record','properties':{'space':{'type':{'type':'text'}}}",
                "'usedFor':'record','constraints':{'c':{}},"
                        + "'properties':{'p':{'type':{'type':'text'}}}",
                "'usedFor':'record','indexes':{'i':{}},"
                        + "'properties':{'p':{'type':{'type':'text'}}}",
                "'usedFor':'record','properties':{'p':{'type':{'type':'int32'},"
                        + "'defaultValue':'x'}}",
                "'usedFor':'record','properties':{'p':{'type':{'type':'int32','list':true},"
                        + "'defaultValue':[1]}}"
            })
    void refuses(String members) {
        assertThatThrownBy(() -> of(members)).isInstanceOf(Fault.class);
    }

    @Test
    void acceptsOneThousandProperties() {
        StringBuilder properties = new StringBuilder("'p0':{'type':{'type':'int32'}}");
        for (int i = 1; i < 1_000; i++) {
            properties.append(",'p").append(i).append("':{'type':{'type':'int32'}}");
        }
        String head = "'usedFor':'record','properties':{";

        assertThat(of(head + properties + "}").properties()).hasSize(1_000);
        assertThatThrownBy(() -> of(head + properties + ",'q':{'type':{'type':'int32'}}}"))
                .hasMessageContaining("1000");
    }

    @Test
    void tellsTheLengthOfNamesInTheWordsOfTheApi() {
        String longest = "'name':'" + "n".repeat(255) + "'";
        String longer = "'name':'" + "n".repeat(256) + "'";
        String rest = ",'usedFor':'record','properties':{'p':{'type':{'type':'text'}}}";

        assertThat(of(longest + rest).name()).isPresent();
        assertThatThrownBy(() -> of(longer + rest))
                .hasMessage(
                        "Request had 1 constraint violations. Please fix the request and try"
                                + " again. [name size must be between 0 and 255]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':{'type':'text','maxTextSize':5}|'type':{'type':'text','maxTextSize':6}",
                "'type':{'type':'text','maxTextSize':5}|'type':{'type':'text'}",
                "'type':{'type':'int32','list':true}"
                        + "|'type':{'type':'int32','list':true,'maxListSize':2000}",
                "'type':{'type':'direct','list':true}"
                        + "|'type':{'type':'direct','list':true,'maxListSize':200}",
                "'type':{'type':'int32'}|'type':{'type':'int32'},'defaultValue':4",
                "'type':{'type':'int32'}|'type':{'type':'int32'},'name':'n','immutable':true",
                "'type':{'type':'float64'}|'type':{'type':'float64','unit':{'externalId':'a:b'}}",
                "'type':{'type':'enum','values':{'a':{}}}"
                        + "|'type':{'type':'enum','values':{'a':{},'b':{}}}"
            })
    void mayGrow(String before, String after) {
        assertThatCode(() -> Evolution.check(property(before), property(after)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':{'type':'text','maxTextSize':5}|'type':{'type':'text','maxTextSize':4}",
                "'type':{'type':'text'}|'type':{'type':'text','maxTextSize':4}",
                "'type':{'type':'int32','list':true}"
                        + "|'type':{'type':'int32','list':true,'maxListSize':999}",
                "'type':{'type':'int32'}|'type':{'type':'int64'}",
                "'type':{'type':'int32'}|'type':{'type':'int32','list':true}",
                "'type':{'type':'int32'}|'type':{'type':'int32'},'nullable':false",
                "'type':{'type':'int32'}|'type':{'type':'int32'},'autoIncrement':true",
                "'type':{'type':'enum','values':{'a':{},'b':{}}}"
                        + "|'type':{'type':'enum','values':{'a':{}}}"
            })
    void mayNotShrink(String before, String after) {
        assertThatThrownBy(() -> Evolution.check(property(before), property(after)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("plant/Alarm.p");
    }

    @Test
    void mayGainPropertiesAndNotLoseThem() {
        Definition one = property("'type':{'type':'text'}");
        Definition two =
                of(
                        "'usedFor':'record','properties':{'p':{'type':{'type':'text'}},"
                                + "'q':{'type':{'type':'text'},'nullable':false}}");

        assertThatCode(() -> Evolution.check(one, two)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Evolution.check(two, one)).hasMessageContaining("removed");
    }
}
