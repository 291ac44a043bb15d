/*
 * The server of this project's story. It serves one client after the other in a single thread: while it waits in
 * recv() for the first, the kernel completes the handshakes of all others, and nobody accepts them.
 */
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 8000
#define BUFFER_SIZE 1024

int main(void)
{
    int server_sockfd;
    int client_sockfd;
    ssize_t length;
    struct sockaddr_in server_address;
    struct sockaddr_in client_address;
    socklen_t size;
    char buffer[BUFFER_SIZE];

    memset(&server_address, 0, sizeof(server_address));
    server_address.sin_family = AF_INET;
    server_address.sin_addr.s_addr = INADDR_ANY;
    server_address.sin_port = htons(PORT);

    server_sockfd = socket(PF_INET, SOCK_STREAM, 0);
    if (server_sockfd < 0) {
        perror("socket");
        return 1;
    }
    if (bind(server_sockfd, (struct sockaddr *)&server_address, sizeof(server_address)) < 0) {
        perror("bind");
        close(server_sockfd);
        return 1;
    }
    if (listen(server_sockfd, 5) < 0) {
        perror("listen");
        close(server_sockfd);
        return 1;
    }

    while (1) {
        size = sizeof(client_address);
        client_sockfd = accept(server_sockfd, (struct sockaddr *)&client_address, &size);
        if (client_sockfd < 0) {
            perror("accept");
            return 1;
        }
        while ((length = recv(client_sockfd, buffer, BUFFER_SIZE, 0)) > 0) {
            if (send(client_sockfd, buffer, (size_t)length, 0) < 0) {
                perror("send");
                return 1;
            }
        }
        close(client_sockfd);
    }

    close(server_sockfd);
    return 0;
}
