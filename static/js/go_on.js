// A long task goes on by itself, request by request; without script its button does the same.
document.querySelector("[data-go-on]")?.requestSubmit();
