package dev.syndicate.approval.notification;

import dev.syndicate.platform.deadline.TaskTable;
import java.net.URI;
import java.time.Clock;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What notifications are made of. */
@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {

    private static final String QUEUE = "notification_queue";

    @Bean
    Channels channels(NotificationSettings settings, ChannelFactory factory) {
        return new Channels(settings.channels().entrySet().stream()
                .map(entry -> factory.make(entry.getKey(), entry.getValue()))
                .toList());
    }

    @Bean
    Wording notificationWording(@Value("${syndicate.console.public-url}") URI console) {
        return new Wording(console);
    }

    /** Apart from deadlines: a receiver that hangs keeps none of theirs waiting. */
    @Bean
    NotificationQueue notificationQueue(DataSource dataSource, Clock clock) {
        return new NotificationQueue(new TaskTable(dataSource, QUEUE), clock);
    }

    @Bean
    Pauses notificationPauses(NotificationSettings settings) {
        return new Pauses(settings.firstPause(), settings.longestPause(), RandomGenerator.getDefault());
    }
}
