package dev.syndicate.testing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.syndicate.contracts.event.DomainEvent;
import dev.syndicate.platform.eventstore.EventFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The stored form of every event is for ever. A changed form fails here; an intended one is a new revision with an
 * upcaster and a golden file of its own, never an edited one. {@code -Dgolden.write=true} writes files that are missing.
 */
class EventCatalogueTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/events");

    private final JsonMapper mapper = EventFormat.mapper();

    @TestFactory
    Stream<DynamicTest> storedFormsNeverChange() {
        return forms().map(form -> DynamicTest.dynamicTest(form.file(), () -> {
            writeIfAsked(form);
            String golden = Files.readString(GOLDEN.resolve(form.file())).strip();
            assertThat(mapper.writeValueAsString(form.event())).isEqualTo(golden);
            assertThat(mapper.readValue(golden, form.event().getClass())).isEqualTo(form.event());
        }));
    }

    @Test
    void noGoldenFileOutlivesItsEvent() throws IOException {
        Set<String> expected = forms().map(Form::file).collect(Collectors.toSet());
        Set<String> earlier = earlierForms().map(Earlier::file).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .allMatch(file -> expected.contains(file) || earlier.contains(file));
        }
    }

    /** A revision that only adds what may be absent needs no upcaster: what was stored before it is read as it is. */
    @Test
    void earlierRevisionsStayReadable() throws IOException {
        List<Earlier> earlier = earlierForms().toList();
        assertThat(earlier).extracting(Earlier::file).contains("RecordsExported.v1.json");
        for (Earlier form : earlier) {
            String stored = Files.readString(GOLDEN.resolve(form.file())).strip();
            JsonNode read = mapper.readTree(mapper.writeValueAsString(mapper.readValue(stored, form.type())));
            assertHoldsAllOf(mapper.readTree(stored), read, form.file());
        }
    }

    /** At every depth: what a record inside an event has gained is absent, what was stored is what is read. */
    private static void assertHoldsAllOf(JsonNode stored, JsonNode read, String place) {
        if (stored.isObject()) {
            assertThat(read.isObject()).as(place).isTrue();
            stored.properties()
                    .forEach(member -> assertHoldsAllOf(
                            member.getValue(), read.path(member.getKey()), place + "/" + member.getKey()));
        } else if (stored.isArray()) {
            assertThat(read.size()).as(place).isEqualTo(stored.size());
            for (int i = 0; i < stored.size(); i++) {
                assertHoldsAllOf(stored.get(i), read.get(i), place + "/" + i);
            }
        } else {
            assertThat(read).as(place).isEqualTo(stored);
        }
    }

    private static Stream<Earlier> earlierForms() {
        return EventCatalogue.types().flatMap(type -> {
            int current = Integer.parseInt(type.getAnnotation(Revision.class).value());
            return IntStream.range(1, current)
                    .mapToObj(revision -> "%s.v%d".formatted(type.getSimpleName(), revision))
                    .flatMap(name -> Stream.of(name + ".json", name + ".sparse.json"))
                    .filter(file -> Files.exists(GOLDEN.resolve(file)))
                    .map(file -> new Earlier(file, type));
        });
    }

    private record Earlier(String file, Class<? extends DomainEvent> type) {}

    @Test
    void everyFamilyHasEvents() {
        assertThat(EventCatalogue.types()).hasSizeGreaterThan(25).allMatch(Class::isRecord);
    }

    private Stream<Form> forms() {
        return EventCatalogue.types().flatMap(type -> {
            String name = type.getSimpleName() + ".v"
                    + type.getAnnotation(Revision.class).value();
            Form complete = new Form(name + ".json", Samples.complete(type));
            Form sparse = new Form(name + ".sparse.json", Samples.sparse(type));
            return complete.event().equals(sparse.event()) ? Stream.of(complete) : Stream.of(complete, sparse);
        });
    }

    private void writeIfAsked(Form form) {
        Path file = GOLDEN.resolve(form.file());
        if (Boolean.getBoolean("golden.write") && Files.notExists(file)) {
            try {
                Files.createDirectories(GOLDEN);
                Files.write(file, List.of(mapper.writeValueAsString(form.event())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record Form(String file, DomainEvent event) {}
}
