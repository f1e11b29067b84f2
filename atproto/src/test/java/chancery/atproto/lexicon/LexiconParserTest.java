package chancery.atproto.lexicon;

import static chancery.atproto.lexicon.GivenLexicons.json;
import static chancery.atproto.lexicon.GivenLexicons.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

class LexiconParserTest {
    private static final LexiconLimits SMALL = new LexiconLimits(1_000, 3, 3, 8, 8, 3);
    private static final LexiconParser PARSER = new LexiconParser(SMALL);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'id':'a.b.c','defs':{}}                | Expected version 1 at $.lexicon
                    {'lexicon':2,'id':'a.b.c','defs':{}}    | Expected version 1 at $.lexicon
                    {'lexicon':'1','id':'a.b.c','defs':{}}  | Expected an integer at $.lexicon
                    {'lexicon':1,'defs':{}}                 | Expected a string at $.id
                    {'lexicon':1,'id':'a.b','defs':{}}      | Expected an NSID at $.id
                    {'lexicon':1,'id':'a.b.c'}              | Expected an object at $.defs
                    {'lexicon':1,'id':'a.b.c','defs':[]}    | Expected an object at $.defs
                    {'lexicon':1,'id':'a.b.c','defs':{},'revision':'1'} \
                        | Expected an integer at $.revision
                    {'lexicon':1,'id':'a.b.c','defs':{'':{'type':'token'}}} \
                        | Expected a definition's name at $.defs.
                    {'lexicon':1,'id':'a.b.c','defs':{'x#y':{'type':'token'}}} \
                        | Expected a definition's name at $.defs.x#y
                    """)
    void refusesDocumentsOfAnotherShape(String document, String message) {
        assertThatThrownBy(() -> PARSER.parse(json(document)))
                .isInstanceOf(SyntaxException.class)
                .hasMessage("Invalid lexicon: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'main':{}} \
                        | Expected a string at $.defs.main.type
                    {'x':{'type':'query'}} \
                        | Expected a type of values at $.defs.x.type
                    {'x':{'type':'ref','ref':'a.b.c'}} \
                        | Expected a type that can stand alone, not ref at $.defs.x.type
                    {'x':{'type':'union','refs':[]}} \
                        | Expected a type that can stand alone, not union at $.defs.x.type
                    {'main':{'type':'unknown'}} \
                        | Expected a type that can stand alone, not unknown at $.defs.main.type
                    {'main':{'type':'record','key':'tid'}} \
                        | Expected an object at $.defs.main.record
                    {'main':{'type':'record','key':'tid','record':{'type':'string'}}} \
                        | Expected object at $.defs.main.record.type
                    {'main':{'type':'record','record':{'type':'object'}}} \
                        | Expected a string at $.defs.main.key
                    {'main':{'type':'record','key':'literal:','record':{'type':'object'}}} \
                        | Expected tid, nsid, any or literal:<record key> at $.defs.main.key
                    {'main':{'type':'query','parameters':{'type':'object'}}} \
                        | Expected params at $.defs.main.parameters.type
                    {'main':{'type':'query','parameters':{'type':'params', \
                            'properties':{'a':{'type':'bytes'}}}}} \
                        | Expected a scalar, or an array of them at $.defs.main.parameters.properties.a.type
                    {'main':{'type':'query','output':{}}} \
                        | Expected a string at $.defs.main.output.encoding
                    {'main':{'type':'query','output':{'encoding':'a/b', \
                            'schema':{'type':'string'}}}} \
                        | Expected object, ref or union at $.defs.main.output.schema.type
                    {'main':{'type':'query','errors':[{}]}} \
                        | Expected a string at $.defs.main.errors[0].name
                    {'main':{'type':'permission-set'}} \
                        | Expected an array at $.defs.main.permissions
                    {'main':{'type':'permission-set','permissions':[{'type':'x', \
                            'resource':'y'}]}} \
                        | Expected a permission of a resource at $.defs.main.permissions[0].type
                    {'x':{'type':'object','properties':{},'required':['a']}} \
                        | Expected names of properties, not "a" at $.defs.x.required
                    {'x':{'type':'object','properties':{},'nullable':['a']}} \
                        | Expected names of properties, not "a" at $.defs.x.nullable
                    {'x':{'type':'array'}} \
                        | Expected an object at $.defs.x.items
                    {'x':{'type':'array','items':{'type':'union','refs':[],'closed':true}}} \
                        | Expected at least one type in a closed union at $.defs.x.items.refs
                    {'x':{'type':'array','items':{'type':'union'}}} \
                        | Expected an array at $.defs.x.items.refs
                    {'x':{'type':'array','items':{'type':'ref','ref':'a.b.c#d#e'}}} \
                        | Expected nsid, nsid#name or #name, not "a.b.c#d#e" at $.defs.x.items.ref
                    {'x':{'type':'array','items':{'type':'ref','ref':'#'}}} \
                        | Expected nsid, nsid#name or #name, not "#" at $.defs.x.items.ref
                    {'x':{'type':'array','items':{'type':'ref','ref':''}}} \
                        | Expected nsid, nsid#name or #name, not "" at $.defs.x.items.ref
                    {'x':{'type':'string','format':'colour'}} \
                        | Expected a known format at $.defs.x.format
                    {'x':{'type':'string','minLength':5,'maxLength':4}} \
                        | Expected at most maxLength at $.defs.x.minLength
                    {'x':{'type':'string','maxLength':-1}} \
                        | Expected a length at $.defs.x.maxLength
                    {'x':{'type':'string','enum':'a'}} \
                        | Expected an array at $.defs.x.enum
                    {'x':{'type':'string','enum':[1]}} \
                        | Expected a string at $.defs.x.enum
                    {'x':{'type':'string','enum':['a'],'default':'b'}} \
                        | Expected an allowed value at $.defs.x.default
                    {'x':{'type':'integer','const':1,'default':2}} \
                        | Expected an allowed value at $.defs.x.default
                    {'x':{'type':'integer','minimum':'1'}} \
                        | Expected an integer at $.defs.x.minimum
                    {'x':{'type':'boolean','const':true,'default':false}} \
                        | Expected the constant at $.defs.x.default
                    {'x':{'type':'string','description':5}} \
                        | Expected a string at $.defs.x.description
                    """)
    void refusesDefinitionsThatSayNothingSound(String defs, String message) {
        assertThatThrownBy(() -> lexicon("a.b.c", defs))
                .isInstanceOf(SyntaxException.class)
                .hasMessage("Invalid lexicon: " + message);
    }

    @Test
    void readsAMethodWithAllItsParts() {
        Lexicon lexicon =
                lexicon(
                        "a.b.act",
                        """
                        {'main':{'type':'procedure','description':'x',
                          'parameters':{'type':'params','properties':{'n':{'type':'integer'}}},
                          'input':{'encoding':'*/*'},
                          'output':{'encoding':'application/json',
                                    'schema':{'type':'ref','ref':'#out'}},
                          'errors':[{'name':'Bad'}]},
                         'out':{'type':'object','properties':{}}}
                        """);

        Def.Procedure main = (Def.Procedure) lexicon.main().orElseThrow();
        assertThat(main.parameters().properties()).containsOnlyKeys("n");
        assertThat(main.input()).contains(new Def.Body("*/*", Optional.empty()));
        assertThat(main.output().orElseThrow().schema()).contains(new Schema.Ref("a.b.act#out"));
        assertThat(main.errors()).containsExactly("Bad");
    }

    @Test
    void readsPermissionsWithTheirAttributes() {
        Lexicon lexicon =
                lexicon(
                        "a.b.perms",
                        """
                        {'main':{'type':'permission-set','title':'T','title:lang':{'fr':'Té'},
                          'permissions':[
                            {'type':'permission','resource':'rpc','aud':'*','lxm':['a.b.c']}]}}
                        """);

        Def.PermissionSet main = (Def.PermissionSet) lexicon.main().orElseThrow();
        assertThat(main.texts()).isEqualTo(json("{'title':'T','title:lang':{'fr':'Té'}}"));
        assertThat(main.permissions())
                .containsExactly(new Def.Permission("rpc", json("{'aud':'*','lxm':['a.b.c']}")));
    }

    @Test
    void makesLocalReferencesFullOnes() {
        Lexicon lexicon =
                lexicon(
                        "a.b.c",
                        """
                        {'x':{'type':'array','items':{'type':'union',
                          'refs':['#y','#main','d.e.f','d.e.f#main','d.e.f#g']}}}
                        """);

        Schema.Array array = (Schema.Array) lexicon.defs().values().iterator().next();
        assertThat(((Schema.Union) array.items()).refs())
                .containsExactly("a.b.c#y", "a.b.c", "d.e.f", "d.e.f#g");
    }

    @ParameterizedTest
    @ValueSource(ints = {999, 1_000})
    void readsDocumentsUpToTheLimit(int bytes) {
        assertThatCode(() -> PARSER.parse(document(bytes))).doesNotThrowAnyException();
    }

    @Test
    void refusesDocumentsBeyondTheLimit() {
        assertThatThrownBy(() -> PARSER.parse(document(1_001)))
                .hasMessage("Invalid lexicon: Expected at most 1000 bytes");
    }

    private static byte[] document(int bytes) {
        String document = "{\"lexicon\":1,\"id\":\"a.b.c\",\"defs\":{}}";
        return (document + " ".repeat(bytes - document.length()))
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void limitsHowManyDefinitionsAndPropertiesThereAre() {
        assertThatCode(() -> PARSER.parse(defs(3, 3))).doesNotThrowAnyException();
        assertThatCode(() -> PARSER.parse(defs(2, 2))).doesNotThrowAnyException();
        assertThatThrownBy(() -> PARSER.parse(defs(4, 1)))
                .hasMessage("Invalid lexicon: Expected at most 3 definitions");
        assertThatThrownBy(() -> PARSER.parse(defs(1, 4)))
                .hasMessage("Invalid lexicon: Expected at most 3 entries at $.defs.d0.properties");
    }

    private static Value.Map defs(int defs, int properties) {
        Value.Map.Builder members = Value.Map.builder();
        for (int i = 0; i < properties; i++) {
            members.put("p" + i, json("{'type':'null'}"));
        }
        Value.Map.Builder all = Value.Map.builder();
        for (int i = 0; i < defs; i++) {
            all.put("d" + i, json("{'type':'object'}").with("properties", members.build()));
        }
        return json("{'lexicon':1,'id':'a.b.c'}").with("defs", all.build());
    }

    @Test
    void limitsEnumerationsAndUnions() {
        assertThatCode(() -> PARSER.parse(choice(List.of("a", "b", "c"))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> PARSER.parse(choice(List.of("a", "b", "c", "d"))))
                .hasMessage("Invalid lexicon: Expected at most 3 entries at $.defs.x.enum");
    }

    private static Value.Map choice(List<String> texts) {
        List<Value.Text> items = texts.stream().map(Value.Text::new).toList();
        Value.Map text = Value.Map.builder().put("type", "string").put("enum", items).build();
        return json("{'lexicon':1,'id':'a.b.c'}").with("defs", Value.Map.of("x", text));
    }

    @Test
    void limitsHowDeepSchemasNest() {
        int deepest = SMALL.depthMax() - 2;

        assertThatCode(() -> PARSER.parse(nested(deepest - 1))).doesNotThrowAnyException();
        assertThatCode(() -> PARSER.parse(nested(deepest))).doesNotThrowAnyException();
        assertThatThrownBy(() -> PARSER.parse(nested(deepest + 1)))
                .hasMessage("Invalid lexicon: Expected at most 8 levels");
    }

    private static Value.Map nested(int arrays) {
        Value.Map schema = json("{'type':'null'}");
        for (int i = 0; i < arrays; i++) {
            schema = json("{'type':'array'}").with("items", schema);
        }
        return json("{'lexicon':1,'id':'a.b.c'}").with("defs", Value.Map.of("x", schema));
    }
}
