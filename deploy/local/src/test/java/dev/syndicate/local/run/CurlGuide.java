package dev.syndicate.local.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of docs/reference/api-by-curl.md, each with the answer that is shown beneath it, if one is. */
final class CurlGuide {

    static final Path DOCUMENT = Path.of("..", "..", "docs", "reference", "api-by-curl.md");

    private static final Pattern STEP = Pattern.compile("(?s)```sh\\n(.*?)```(?:\\s*```json\\n(.*?)```)?");

    private CurlGuide() {}

    /**
     * One block of commands.
     *
     * @param answer the JSON beneath it, empty where there is none
     */
    record Step(String commands, String answer) {}

    static List<Step> steps() throws IOException {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(Files.readString(DOCUMENT));
        while (matcher.find()) {
            steps.add(new Step(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2)));
        }
        return steps;
    }
}
