package dev.syndicate.cli.run;

import dev.syndicate.contracts.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of a repository differs from its HEAD, as git sees it, with the digest of each file. Two of them tell what a command
 * has changed there; what git ignores, and what lies elsewhere, they do not tell.
 *
 * @param files by path below the top
 */
record WorkingTree(Optional<String> head, Map<String, String> files) {

    private static final int MAX_FILES = 5000;
    private static final int MAX_EFFECTS = 499;
    private static final int MAX_EFFECT = 4000;
    private static final String GONE = "gone";

    /** The tree as it is now; empty outside of a repository, and where there is more than can be looked at. */
    static Optional<WorkingTree> now(Git git) {
        return git.top()
                .flatMap(top -> git.changed()
                        .filter(paths -> paths.size() <= MAX_FILES)
                        .map(paths -> new WorkingTree(git.head(), look(top, paths))));
    }

    private static Map<String, String> look(Path top, List<String> paths) {
        Map<String, String> files = new TreeMap<>();
        paths.forEach(path -> files.put(path, state(top.resolve(path))));
        return files;
    }

    private static String state(Path file) {
        try {
            if (Files.isSymbolicLink(file)) {
                return "link "
                        + Digest.of(Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8));
            }
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? Pinned.file(file).toString()
                    : Files.exists(file) ? "other" : GONE;
        } catch (IOException unreadable) {
            return "unreadable";
        }
    }

    /**
     * What has changed since: first a line {@code observed N changes DIGEST}, the digest being the plain SHA-256 of all the
     * lines that follow or would follow, each with a line feed; then those lines, as many as are kept.
     */
    List<String> effects(WorkingTree before) {
        List<String> lines = changes(before);
        StringBuilder all = new StringBuilder();
        lines.forEach(line -> all.append(line).append('\n'));
        Digest digest = Digest.of(all.toString().getBytes(StandardCharsets.UTF_8));
        List<String> effects = new ArrayList<>();
        effects.add("observed %d changes %s".formatted(lines.size(), digest));
        lines.stream()
                .limit(MAX_EFFECTS)
                .map(line -> line.substring(0, Math.min(line.length(), MAX_EFFECT)))
                .forEach(effects::add);
        return effects;
    }

    private List<String> changes(WorkingTree before) {
        List<String> lines = new ArrayList<>();
        if (!head.equals(before.head)) {
            lines.add("head " + before.head.orElse("none") + " " + head.orElse("none"));
        }
        TreeSet<String> paths = new TreeSet<>(before.files.keySet());
        paths.addAll(files.keySet());
        for (String path : paths) {
            String was = before.files.get(path);
            String is = files.get(path);
            if (is == null) {
                lines.add("restored " + path);
            } else if (is.equals(GONE) && !is.equals(was)) {
                lines.add("deleted " + path);
            } else if (!is.equals(was)) {
                lines.add("changed " + path + " " + is);
            }
        }
        return lines;
    }
}
