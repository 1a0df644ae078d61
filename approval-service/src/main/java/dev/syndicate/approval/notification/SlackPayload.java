package dev.syndicate.approval.notification;

import dev.syndicate.contracts.json.JsonValue;
import java.util.List;
import java.util.Map;

/**
 * A message as Slack's incoming webhooks take it. Other people's words stand in plain text, which Slack searches neither
 * for mentions nor for links; the text for notifications has its control characters escaped.
 */
final class SlackPayload {

    private static final int LONGEST_HEADER = 150;

    private SlackPayload() {}

    static JsonValue of(Message message) {
        return JsonValue.ofPlain(Map.of(
                "text",
                escaped(message.title()),
                "blocks",
                List.of(
                        Map.of("type", "header", "text", plain(cut(message.title()))),
                        Map.of(
                                "type",
                                "section",
                                "fields",
                                message.facts().stream()
                                        .map(fact -> plain(fact.label() + ": " + fact.value()))
                                        .toList()),
                        Map.of("type", "section", "text", link(message)),
                        Map.of("type", "context", "elements", List.of(plain(message.footer()))))));
    }

    private static Map<String, Object> plain(String text) {
        return Map.of("type", "plain_text", "text", text, "emoji", false);
    }

    private static Map<String, Object> link(Message message) {
        return Map.of("type", "mrkdwn", "text", "<%s|Open the request>".formatted(message.link()), "verbatim", true);
    }

    private static String cut(String title) {
        return title.codePointCount(0, title.length()) <= LONGEST_HEADER
                ? title
                : title.substring(0, title.offsetByCodePoints(0, LONGEST_HEADER - 1)) + "…";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
