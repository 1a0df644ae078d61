package dev.syndicate.approval.notification;

import dev.syndicate.contracts.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A message as a Teams workflow takes it: an adaptive card. Text stands in rich text runs, the one element in which Teams
 * looks for no Markdown, so that nobody's name or tool becomes a link.
 */
final class TeamsPayload {

    private TeamsPayload() {}

    static JsonValue of(Message message) {
        return JsonValue.ofPlain(Map.of(
                "type",
                "message",
                "attachments",
                List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card(message)))));
    }

    private static Map<String, Object> card(Message message) {
        List<Object> body = new ArrayList<>();
        body.add(line(Map.of("type", "TextRun", "text", message.title(), "weight", "Bolder", "size", "Medium")));
        message.facts()
                .forEach(fact -> body.add(line(
                        Map.of("type", "TextRun", "text", fact.label() + ": ", "isSubtle", true),
                        Map.of("type", "TextRun", "text", fact.value()))));
        body.add(line(Map.of("type", "TextRun", "text", message.footer(), "isSubtle", true, "size", "Small")));
        return Map.of(
                "$schema", "http://adaptivecards.io/schemas/adaptive-card.json",
                "type", "AdaptiveCard",
                "version", "1.4",
                "body", body,
                "actions",
                        List.of(Map.of(
                                "type", "Action.OpenUrl",
                                "title", "Open the request",
                                "url", message.link().toString())));
    }

    @SafeVarargs
    private static Map<String, Object> line(Map<String, Object>... runs) {
        return Map.of("type", "RichTextBlock", "inlines", List.of(runs));
    }
}
