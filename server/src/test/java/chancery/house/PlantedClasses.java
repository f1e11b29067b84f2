package chancery.house;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.resolvers.SelectedClassResolverFromClasspath;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/// Source text compiled in memory of the compiler, for rules to look at.
final class PlantedClasses {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /// Shared, because opening the class path takes longer than compiling a plant.
    private static final StandardJavaFileManager FILES =
            COMPILER.getStandardFileManager(null, null, null);

    private PlantedClasses() {}

    /// Compiles the sources into the folder and reads back the classes.
    static JavaClasses of(List<String> sources, Path folder) {
        var messages = new StringWriter();
        try {
            FILES.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            List<String> options = List.of("-proc:none", "-nowarn");
            List<Text> texts = sources.stream().map(Text::new).toList();
            if (!COMPILER.getTask(messages, FILES, null, options, null, texts).call()) {
                throw new IllegalArgumentException("plant does not compile: " + messages);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ArchConfiguration.withThreadLocalScope(
                configuration -> {
                    // What a plant refers to is known by name, except where a rule asks for more.
                    configuration.setClassResolver(SelectedClassResolverFromClasspath.class);
                    configuration.setClassResolverArguments("java.util", "java.lang");
                    return new ClassFileImporter().importPath(folder);
                });
    }

    /// One compilation unit, its file name read from the first type it declares.
    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String text) {
            super(URI.create("string:///" + fileName(text)), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        private static String fileName(String text) {
            if (!text.contains("class ") && !text.contains("interface ")) {
                return "package-info.java";
            }
            return text.replaceAll("(?s).*?(?:class|interface) (\\w+).*", "$1") + ".java";
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
