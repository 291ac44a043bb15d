/*
 * An echo server with the faults of the story. It serves one client after the other in a single thread: while it waits in
 * recv() for the first, the kernel completes the handshakes of all others, and they are not accepted. When one of those
 * gives up, its connection stays in CLOSE_WAIT. There is a close(), and the listing looks right.
 */
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 7070
#define BUFFER_SIZE 1024

int main(void)
{
    struct sockaddr_in address;
    char buffer[BUFFER_SIZE];
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
    if (bind(listener, (struct sockaddr *)&address, sizeof(address)) < 0 || listen(listener, 5) < 0) {
        perror("bind");
        close(listener);
        return 1;
    }

    while (1) {
        ssize_t length;
        int client = accept(listener, NULL, NULL);
        if (client < 0)
            continue;
        while ((length = recv(client, buffer, sizeof(buffer), 0)) > 0) {
            if (send(client, buffer, (size_t)length, MSG_NOSIGNAL) < 0) {
                perror("send");
                return 1;
            }
        }
        close(client);
    }

    close(listener);
    return 0;
}
