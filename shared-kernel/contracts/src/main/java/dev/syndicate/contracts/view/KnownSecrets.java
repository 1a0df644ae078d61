package dev.syndicate.contracts.view;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What known secrets look like. Like the character classes it is a file of the format; the engine is RE2, because a text may
 * be megabytes that somebody wrote to keep a backtracking one busy.
 */
final class KnownSecrets {

    static final KnownSecrets V1 = new KnownSecrets();

    private static final String FILE = "secrets-v1.txt";

    private record Shape(SecretKind kind, Pattern pattern) {

        static Shape read(String line) {
            int space = line.indexOf(' ');
            return new Shape(SecretKind.of(line.substring(0, space)), Pattern.compile(line.substring(space + 1)));
        }

        void find(String text, List<Stretch> found) {
            Matcher matcher = pattern.matcher(text);
            int group = pattern.groupCount();
            while (matcher.find()) {
                found.add(new Stretch(matcher.start(group), matcher.end(group), kind));
            }
        }
    }

    private record Stretch(int from, int to, SecretKind kind) {}

    private final List<Shape> shapes;

    private KnownSecrets() {
        try (InputStream in = Objects.requireNonNull(KnownSecrets.class.getResourceAsStream(FILE), FILE)) {
            this.shapes = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Shape::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The secrets of these kinds, from left to right; what overlaps is one. */
    List<Cut> in(String text, Set<SecretKind> kinds) {
        List<Stretch> found = new ArrayList<>();
        for (Shape shape : shapes) {
            if (kinds.contains(shape.kind)) {
                shape.find(text, found);
            }
        }
        // Stable: of those that begin together, the first of the file names the whole.
        found.sort(Comparator.comparingInt(Stretch::from));
        return united(text, found);
    }

    private static List<Cut> united(String text, List<Stretch> found) {
        List<Cut> cuts = new ArrayList<>();
        int at = 0;
        while (at < found.size()) {
            Stretch first = found.get(at++);
            int to = first.to;
            while (at < found.size() && found.get(at).from < to) {
                to = Math.max(to, found.get(at++).to);
            }
            cuts.add(Cut.of(first.kind, text, first.from, to));
        }
        return cuts;
    }
}
