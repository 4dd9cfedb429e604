/** The page's program has no types of Node, so that nobody uses Node in it by mistake; its tests need this much. */
declare module 'node:http' {
  export interface IncomingMessage {
    method?: string;
    url?: string;
    headers: Record<string, string | undefined>;
    setEncoding(encoding: 'utf8'): this;
    on(event: 'data', listener: (text: string) => void): this;
    on(event: 'end', listener: () => void): this;
  }
  export interface ServerResponse {
    writeHead(status: number, headers?: Record<string, string>): this;
    write(text: string, done?: () => void): boolean;
    end(text?: string): this;
    destroy(): this;
  }
  export interface Server {
    listen(port: number, host: string, listening: () => void): this;
    address(): { port: number } | null;
    closeAllConnections(): void;
    close(done: () => void): this;
  }
  export function createServer(answer: (request: IncomingMessage, response: ServerResponse) => void): Server;
}
