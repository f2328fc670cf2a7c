// elkjs answers messages by itself once it runs in a worker.
import 'elkjs/lib/elk-worker.min.js';
