/* A page that was opened from the disk may start no worker. This one does a worker's work in a
   hidden frame: the same script, the same messages. Only the offline book loads it. */
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const frame = Object.assign(document.createElement("iframe"), { hidden: true, title: "Search" });
      this.ready = new Promise((resolve) => {
        frame.addEventListener("load", () => {
          const room = frame.contentWindow;
          if (room.started) return;
          room.started = true;
          room.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
          const script = room.document.createElement("script");
          script.src = new URL(address, location.href);
          script.addEventListener("load", () => resolve(room));
          room.document.head.append(script);
        });
      });
      document.body.append(frame);
    }

    postMessage(data) {
      this.ready.then((room) => room.dispatchEvent(new MessageEvent("message", { data })));
    }
  };
}
