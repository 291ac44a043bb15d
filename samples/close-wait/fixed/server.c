/* The same server, mended: a thread for each client, and every way out of it closes. */
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 7070
#define BUFFER_SIZE 1024

static void echo(int client)
{
    char buffer[BUFFER_SIZE];
    ssize_t length;

    while ((length = recv(client, buffer, sizeof(buffer), 0)) > 0)
        if (send(client, buffer, (size_t)length, MSG_NOSIGNAL) < 0)
            break;
    close(client);
}

static void *serve(void *given)
{
    int client = *(int *)given;

    free(given);
    echo(client);
    return NULL;
}

/* Takes over the client: it is closed here, or by its thread. */
static void start(int client)
{
    pthread_t thread;
    int *given = malloc(sizeof(*given));

    if (given == NULL) {
        close(client);
        return;
    }
    *given = client;
    if (pthread_create(&thread, NULL, serve, given) != 0) {
        free(given);
        close(client);
        return;
    }
    pthread_detach(thread);
}

int main(void)
{
    struct sockaddr_in address;
    int one = 1;

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0) {
        perror("socket");
        return 1;
    }
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
    memset(&address, 0, sizeof(address));
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    address.sin_port = htons(PORT);
    if (bind(listener, (struct sockaddr *)&address, sizeof(address)) < 0 || listen(listener, 128) < 0) {
        perror("bind");
        close(listener);
        return 1;
    }

    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client >= 0)
            start(client);
    }
}
